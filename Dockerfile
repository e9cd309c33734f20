# The service for Neo4j. The embedded engine is left out: without NEO4J_URI, a command says that it is missing.
FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ONLY_BINARY=:all: \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /build

# Packages first, since they change less often than the code.
COPY locks/run.txt locks/build.txt locks/
RUN pip install --require-hashes -r locks/build.txt
RUN python -m venv --without-pip /app \
    && pip --python /app/bin/python install --require-hashes -r locks/run.txt \
    && pip --python /app/bin/python uninstall --yes arcadedb-embedded jpype1

COPY pyproject.toml README.md LICENSE ./
COPY cypher cypher
COPY loaders loaders
COPY service service
RUN pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /app/bin/python install --no-deps dist/*.whl


FROM python:3.11-slim

LABEL org.opencontainers.image.title="counterclaim" \
      org.opencontainers.image.description="A graph of who claims what, that keeps both sides of every disagreement" \
      org.opencontainers.image.licenses="Apache-2.0"

# Whoever breaks in finds nothing to install with.
RUN pip uninstall --yes --root-user-action=ignore setuptools wheel pip \
    && rm -rf "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/ensurepip" \
    && useradd --uid 10001 --user-group --home-dir /nonexistent --shell /usr/sbin/nologin counterclaim

COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    COUNTERCLAIM_HOST=0.0.0.0 \
    COUNTERCLAIM_HOME=/tmp/counterclaim

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", "\
from http.client import HTTPConnection; \
from os import environ; \
service = HTTPConnection('127.0.0.1', int(environ.get('COUNTERCLAIM_PORT', 8000)), timeout=4); \
service.request('GET', '/healthz'); \
raise SystemExit(service.getresponse().status != 200)"]

ENTRYPOINT ["counterclaim"]
CMD ["serve"]
