"""Pictures, motion and sound by subject, shared by the stages."""
