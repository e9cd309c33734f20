"""The routes of the service: each reads its parameters, asks one question and writes its answer."""
