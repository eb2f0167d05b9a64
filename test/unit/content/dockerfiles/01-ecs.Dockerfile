# What the console imports.
FROM IMAGE_FAMILY:acs:alibaba_cloud_linux_3_2104_lts_x64
RUN yum install -y nginx && \
    # a site of its own
    systemctl enable nginx
COMPONENT ic-bp12dvdzvr9k90001
RESTART
#=
# 2 FROM taken
# 3 RUN taken
# 6 COMPONENT taken
# 7 RESTART taken
