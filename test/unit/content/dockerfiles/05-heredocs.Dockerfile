FROM debian:12
RUN <<EOF
apt-get update
apt-get install -y nginx
EOF
COPY <<-"CONF" /etc/nginx/conf.d/site.conf
	server { listen 80; }
	FROM here on
	CONF
RUN cat <<A <<B > /etc/both
a
A
b
B
HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1
#=
# 1 FROM replace
# 2 RUN unknown
# 6 COPY unknown
# 10 RUN unknown
# 15 HEALTHCHECK replace
