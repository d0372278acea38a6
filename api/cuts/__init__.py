"""What a film has to show: its cuts' files, live streams, exports, and takes."""
