"""How a scene is covered: which shots, how near, on whom, from where, how long, and what leads from one to the next."""
