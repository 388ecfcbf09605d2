"""What waits is told together: once a day or once a week, within the minutes a person gives."""
