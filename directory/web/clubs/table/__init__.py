"""Many offers at once: a table is read, looked over row by row, and sent like single offers."""
