"""A survey of thirty questions held with many people at once, through a real HTTP webhook."""
