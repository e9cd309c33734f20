"""What an installation can set: environment variables, or a .env file in the working directory."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, HttpUrl, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Neo4j's own names for the database, COUNTERCLAIM_ for the rest."""

    model_config = SettingsConfigDict(
        env_prefix="COUNTERCLAIM_",
        env_file=".env",
        extra="ignore",
        hide_input_in_errors=True,
    )

    neo4j_uri: str | None = Field(
        None,
        validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"),
        description="Address of the database, bolt:// or neo4j://; unset, the embedded engine is used",
        examples=["bolt://localhost:7687"],
    )
    neo4j_username: str = Field(
        "neo4j", validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"), description="Its user"
    )
    neo4j_password: SecretStr | None = Field(
        None, validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password"), description="The user's password"
    )
    neo4j_database: str | None = Field(
        None,
        validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"),
        description="Name of the database; unset, the user's home database",
    )
    home: Path = Field(
        Path.home() / ".local" / "share" / "counterclaim",
        description="Folder of the embedded engine's data",
    )
    predicates: Path | None = Field(None, description="YAML file with predicates and families of your own")
    host: str = Field("127.0.0.1", description="Address that `counterclaim serve` listens on")
    allowed_hosts: str | None = Field(
        None,
        description="Names by which requests may come beside those of loopback, parted by commas; "
        "unset, a service that listens beyond loopback takes any",
        examples=["counterclaim.example,192.168.0.7"],
    )
    port: int = Field(8000, ge=0, le=65_535, description="Port that `counterclaim serve` listens on")
    query_timeout: float = Field(
        30.0, gt=0, le=3_600, description="Seconds that one question may take; the embedded engine gives up after 30"
    )
    upload_limit: int = Field(50_000_000, gt=0, description="Bytes that a dossier sent over REST may have")
    browser_url: HttpUrl | None = Field(
        None,
        description="Address of Neo4j Browser, to which answers over REST then link their Cypher",
        examples=["http://localhost:7474/browser/"],
    )

    @field_validator("neo4j_uri", "browser_url")
    @classmethod
    def _bears_no_credentials(cls, uri: str | HttpUrl | None) -> str | HttpUrl | None:
        # Addresses are shown and logged; no other part of one has an @.
        if uri and "@" in str(uri):
            raise PydanticCustomError(
                "credentials_in_address",
                "An address bears no user and no password: give them in NEO4J_USERNAME and NEO4J_PASSWORD",
            )
        return uri
