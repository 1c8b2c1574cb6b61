"""What the builders of the settlements share: codifier editions, Russian correspondences, the join to GeoNames, ids."""
