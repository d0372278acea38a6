"""Text as pixels and as subtitles, in every writing system."""
