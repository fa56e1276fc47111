"""Try the release where it could fail; what is found is a data file of its report."""
