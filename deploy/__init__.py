"""What surrounds the folders that make films: the local stack, migrations, images, compose files."""
