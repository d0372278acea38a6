"""People: how they look, stand and are dressed, and the crowd behind them."""
