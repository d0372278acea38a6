"""What is in a picture beside people and sets: props, animals, vehicles."""
