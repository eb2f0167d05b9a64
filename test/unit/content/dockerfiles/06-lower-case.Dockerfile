from ubuntu:22.04
maintainer ops@example.com
env DEBIAN_FRONTEND noninteractive
run apt-get update \
 && apt-get install -y openjdk-21-jre-headless
volume /var/lib/app
user app
cmd java -jar /opt/app.jar
#=
# 1 FROM replace
# 2 MAINTAINER replace
# 3 ENV taken
# 4 RUN taken
# 6 VOLUME replace
# 7 USER taken
# 8 CMD taken
