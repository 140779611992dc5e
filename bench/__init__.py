"""What it costs: time and memory of the main job on a county's volume, beside plain SQL on the same files."""
