"""What visitors send: questions to clubs, wishes, reports."""
