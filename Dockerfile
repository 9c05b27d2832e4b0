# The base is pinned by the digest of its index for all platforms (Python 3.11.16): a rebuild takes the same one. A newer
# one is a change that somebody makes: `docker buildx imagetools inspect docker.io/library/python:3.11-slim-bookworm`.
ARG BASE=docker.io/library/python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b

FROM ${BASE} AS made
WORKDIR /source
RUN python -m venv /opt/rung
ENV PATH=/opt/rung/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements requirements
RUN pip install --no-deps --require-hashes -r requirements/run.txt \
    && python -m venv /opt/maker \
    && /opt/maker/bin/pip install --no-deps --require-hashes -r requirements/build.txt
COPY . .
RUN /opt/maker/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && pip install --no-deps /wheels/*.whl \
    && pip uninstall --yes pip setuptools \
    && python -m compileall -q /opt/rung/lib

FROM ${BASE}
COPY --from=made /opt/rung /opt/rung
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/rung/bin:$PATH \
    HOME=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RUNG_DATABASE_URL=sqlite:////data/rung.db \
    RUNG_HTTP_HOST=0.0.0.0 \
    RUNG_HTTP_PORT=8080
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# A shell reads the port, which may be set.
# hadolint ignore=DL3025
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD python -m handlers.probe "$RUNG_HTTP_PORT"
ENTRYPOINT ["rung"]
CMD ["serve"]
