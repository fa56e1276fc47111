"""The site: asks, shows and keeps; every number comes from `riskmodel`."""
