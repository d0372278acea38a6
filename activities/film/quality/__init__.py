"""The last look at a cut: measured shot by shot, judged against limits, told in a report."""
