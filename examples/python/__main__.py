"""A component, a pipeline and its image."""

import pulumi
import pulumi_alicloud_image_builder as image_builder

# `pulumi config set maxOpenFiles 131072` changes the component. One `pulumi up` then makes the new component, a new
# pipeline of it and a new image, and deletes the old component and pipeline when that is done. The old image stays.
max_open_files = pulumi.Config().get_int("maxOpenFiles", 65536)

# A component: steps that the pipelines of a team share. It has no version here, so each content gets the next one.
baseline = image_builder.ImageComponent(
    "baseline",
    image_component_name="python-baseline",
    description="What every machine of ours has in common",
    content="\n".join(
        [
            f"RUN echo '* - nofile {max_open_files}' > /etc/security/limits.d/90-baseline.conf",
            "RUN echo 'net.ipv4.tcp_syncookies = 1' > /etc/sysctl.d/90-baseline.conf",
        ]
    ),
    tags={"team": "platform"},
)

web = image_builder.ImagePipeline(
    "web",
    name="python-web",
    base_image_type=image_builder.BaseImageType.IMAGE_FAMILY,
    base_image="acs:alibaba_cloud_linux_3_2104_lts_x64",
    build_content=pulumi.Output.concat(
        "RUN yum install -y nginx && systemctl enable nginx\n",
        "COMPONENT ",
        baseline.image_component_id,
        "\n",
    ),
    # Run on an instance of the built image: an image whose server does not answer is no success.
    test_content="RUN systemctl start nginx && curl -fsS http://127.0.0.1/",
    image_options={"image_name": "python-web", "image_family": "python-web"},
    tags={"team": "platform"},
)

# The build: `pulumi up` waits until there is an image. It builds a new one only when the pipeline is replaced.
image = image_builder.ImagePipelineExecution(
    "web-image",
    image_pipeline_id=web.image_pipeline_id,
    region_id=web.region_id,
)

pulumi.export("imagePipelineId", web.image_pipeline_id)
pulumi.export("componentVersion", baseline.component_version)
pulumi.export("imageId", image.image_id)
