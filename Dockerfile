# The site as an image: styles built with Node, packages installed by hash, no root.

FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY tools/build_assets.js tools/
COPY static static
COPY templates templates
RUN npm run build

FROM python:3.11-slim-trixie AS packages
WORKDIR /app
COPY requirements/uv.txt requirements/run.txt requirements/
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
 && .venv/bin/uv pip install --no-cache --compile-bytecode --python .venv/bin/python \
      --require-hashes -r requirements/run.txt

FROM python:3.11-slim-trixie
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000
# pg_dump and pg_restore, for `manage.py backup` and `restore`.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home site
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY manage.py gunicorn.conf.py ./
COPY riskmodel riskmodel
COPY decisionaid decisionaid
COPY templates templates
COPY --from=assets /app/static static
# Production's settings need these names; nothing of them stays in the image.
RUN PRODUCTION=1 RESEARCH_PREVIEW=1 SECRET_KEY=only-to-collect-files \
    ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:// \
    python manage.py collectstatic --noinput
USER site
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "-m", "decisionaid.health.probe"]
CMD ["gunicorn"]
