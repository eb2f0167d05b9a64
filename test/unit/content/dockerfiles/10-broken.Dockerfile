RUN echo before
FROM scratch
INSTALL nginx
apt-get update
RESTART now
RUN
COPY onlyone
COPY
RUN cat << 'END' > /etc/motd
RUN echo open \
#=
# 1 RUN taken
# 2 FROM replace
# 3 INSTALL replace
# 4 APT-GET replace
# 5 RESTART replace
# 6 RUN replace
# 7 COPY replace
# 8 COPY replace
# 9 RUN taken
# 10 RUN taken
