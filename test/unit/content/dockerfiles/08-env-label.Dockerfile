FROM IMAGE:m-bp1gt9mb9asadff1u9bc
LABEL org.opencontainers.image.title="web" \
      org.opencontainers.image.vendor="Example"
ENV PATH="/opt/app/bin:$PATH" \
    STAGE="production"
ENV LANG=C.UTF-8 LC_ALL=C.UTF-8
ENV GREETING hello world
WORKDIR /opt/app
COPY https://example.com/releases/app-1.0.tar.gz /opt/app
COPY https://example.com/releases/app?version=2 /opt/app
COPY /etc/skel/.bashrc /opt/app
ENV ALONE
LABEL
#=
# 1 FROM taken
# 2 LABEL taken
# 4 ENV taken
# 6 ENV taken
# 7 ENV taken
# 8 WORKDIR taken
# 9 COPY taken
# 10 COPY replace
# 11 COPY taken
# 12 ENV replace
# 13 LABEL replace
