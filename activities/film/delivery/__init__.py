"""What a cut is handed over as: the film's file and stream, its poster and contact sheet, and where all of it comes from."""
