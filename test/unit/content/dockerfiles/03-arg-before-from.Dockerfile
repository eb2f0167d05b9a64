# syntax=docker/dockerfile:1.7
ARG ALPINE=3.20
FROM --platform=$BUILDPLATFORM alpine:${ALPINE}
ARG TARGETARCH
RUN --mount=type=cache,target=/var/cache/apk apk add curl
ADD https://example.com/tool-${TARGETARCH}.tgz /opt/
ONBUILD RUN make
#=
# 2 ARG replace
# 3 FROM replace
# 4 ARG replace
# 5 RUN replace
# 6 ADD replace
# 7 ONBUILD replace
