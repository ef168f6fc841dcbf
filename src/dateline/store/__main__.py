"""``python -m dateline.store`` prints the reference of the database's tables."""

from dateline.store._reference import schema_reference

print(schema_reference(), end="")
