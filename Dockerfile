# One image, one role a container: `anfang web`, `anfang bot`, `anfang worker`, `anfang migrate`.
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/anfang
WORKDIR /src
# The libraries first: this layer is built again only when the lock changes.
COPY requirements.lock ./
RUN /opt/anfang/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /opt/anfang/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
COPY --from=build /opt/anfang /opt/anfang
RUN useradd --uid 10001 --create-home --home-dir /var/lib/anfang --shell /usr/sbin/nologin anfang
ENV PATH=/opt/anfang/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ANFANG_DATA_DIR=/var/lib/anfang \
    ANFANG_HOST=0.0.0.0 \
    ANFANG_PORT=8080
USER anfang
WORKDIR /var/lib/anfang
VOLUME /var/lib/anfang
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["anfang"]
CMD ["serve"]
