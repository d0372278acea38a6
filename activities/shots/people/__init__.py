"""Who a scene has, with and without names, and what they do, feel and lay hands on."""
