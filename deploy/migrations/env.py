"""What Alembic runs for every command: the connection comes from whoever calls, `deploy.migrations` or a test."""

from alembic import context
from sqlmodel import SQLModel

import schemas.hook_tables
import schemas.tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, compare_type=True, compare_server_default=True)
with context.begin_transaction():
    context.run_migrations()

__all__ = ["schemas"]
