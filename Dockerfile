# 依赖按哈希锁定，程序以普通用户运行。国内可加 --build-arg PIP_INDEX_URL=…、--build-arg PYTHON_IMAGE=…。
# Dependencies are locked by hash, and the program runs as an ordinary user.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ARG PIP_INDEX_URL
WORKDIR /source
RUN python -m venv /opt/cluegraph
COPY requirements.lock ./
RUN /opt/cluegraph/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY graph graph
COPY loaders loaders
COPY queries queries
COPY viz viz
COPY cases cases
RUN /opt/cluegraph/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/cluegraph/bin/pip install --no-cache-dir --no-deps /wheel/*.whl

FROM ${PYTHON_IMAGE}
ARG CLUEGRAPH_UID=1000
# 静态图片要有汉字。 Static pictures need Chinese characters.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid "${CLUEGRAPH_UID}" --create-home cluegraph \
 && install -d -o cluegraph -g cluegraph -m 0700 /workspace
COPY --from=build /opt/cluegraph /opt/cluegraph
ENV PATH=/opt/cluegraph/bin:$PATH PYTHONUTF8=1 CLUEGRAPH_WORKSPACE=/workspace
USER cluegraph
WORKDIR /home/cluegraph
ENTRYPOINT ["cluegraph"]
