"""Web addresses that the user names, and only those: fetched once, politely, and kept for a while.

httpx is imported here and in `newsweave.knowledge.online`, nowhere else. What a document points to is never fetched.
"""

from newsweave.ingest.web.fetching import Page, fetched

__all__ = ["Page", "fetched"]
