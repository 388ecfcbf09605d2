"""Knowledge products, releases and adaptations."""
