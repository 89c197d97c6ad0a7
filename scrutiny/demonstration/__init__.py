"""The demonstration: the public record of a real committee, retold, and papers of every kind for one meeting."""
