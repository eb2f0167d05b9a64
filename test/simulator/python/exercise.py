"""Uses the official ECS SDK against the simulator and prints what it saw, as JSON."""

import json
import os

from alibabacloud_ecs20140526 import models
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi.models import Config

REGION = os.environ["REGION"]

client = Client(
    Config(
        endpoint=os.environ["HOST"],
        protocol="http",
        region_id=REGION,
        access_key_id=os.environ["ACCESS_KEY_ID"],
        access_key_secret=os.environ["ACCESS_KEY_SECRET"],
    )
)


def create(**arguments):
    request = models.CreateImagePipelineRequest(
        region_id=REGION, base_image_type="IMAGE", base_image="m-base", **arguments
    )
    return client.create_image_pipeline(request).body.image_pipeline_id


def describe(**arguments):
    request = models.DescribeImagePipelinesRequest(region_id=REGION, **arguments)
    return client.describe_image_pipelines(request).body.to_map()


def pipeline(pipeline_id):
    return describe(image_pipeline_id=[pipeline_id])["ImagePipeline"]["ImagePipelineSet"][0]


def tags(pipeline_id):
    return {tag["TagKey"]: tag["TagValue"] for tag in pipeline(pipeline_id)["Tags"]["Tag"]}


def delete(pipeline_id):
    client.delete_image_pipeline(
        models.DeleteImagePipelineRequest(region_id=REGION, image_pipeline_id=pipeline_id)
    )


def full_request():
    return {
        "name": "镜像-python",
        "build_content": "RUN echo 'a!(b)*~ +' # 构建\n",
        "delete_instance_on_failure": False,
        "system_disk_size": 60,
        "add_account": [1234567890123456],
        "image_options": models.CreateImagePipelineRequestImageOptions(
            image_name="img",
            image_tags=[models.CreateImagePipelineRequestImageOptionsImageTags(key="k", value="v")],
        ),
        "tag": [models.CreateImagePipelineRequestTag(key="env", value="")],
        "client_token": "a-token",
    }


def pages():
    count, token = 0, None
    while True:
        answer = describe(max_results=1, next_token=token)
        count, token = count + 1, answer.get("NextToken")
        if not token:
            return count


def refusal(call, request, **arguments):
    try:
        call(request(region_id=REGION, **arguments))
    except Exception as error:
        return f"{error.status_code} {error.code}"
    return None


def refused_pipeline(**arguments):
    base = {"base_image_type": "IMAGE", "base_image": "m-base", **arguments}
    return refusal(client.create_image_pipeline, models.CreateImagePipelineRequest, **base)


def refused_component(**arguments):
    return refusal(client.create_image_component, models.CreateImageComponentRequest, **arguments)


def import_options(**disk):
    mapping = models.CreateImagePipelineRequestImportImageOptionsDiskDeviceMappings(**disk)
    return models.CreateImagePipelineRequestImportImageOptions(disk_device_mappings=[mapping])


def refused_tags(call, request, **arguments):
    which = {"resource_type": "imagepipeline", "resource_id": ["ip-none"], **arguments}
    return refusal(call, request, **which)


def refusals(with_execution):
    """What the service refuses, with the documented status and code of each."""
    tag = [models.TagResourcesRequestTag(key="a", value="")]
    twice = [models.CreateImagePipelineRequestTag(key="a", value="") for _ in range(2)]
    client.create_image_component(
        models.CreateImageComponentRequest(
            region_id=REGION, name="tools", component_version="1.0.0", content="RUN a"
        )
    )
    client.start_image_pipeline_execution(
        models.StartImagePipelineExecutionRequest(region_id=REGION, image_pipeline_id=with_execution)
    )
    start = (client.start_image_pipeline_execution, models.StartImagePipelineExecutionRequest)
    cancel = (client.cancel_image_pipeline_execution, models.CancelImagePipelineExecutionRequest)
    delete_pipeline = (client.delete_image_pipeline, models.DeleteImagePipelineRequest)
    delete_component = (client.delete_image_component, models.DeleteImageComponentRequest)
    tagging = (client.tag_resources, models.TagResourcesRequest)
    untagging = (client.untag_resources, models.UntagResourcesRequest)
    pipelines = (client.describe_image_pipelines, models.DescribeImagePipelinesRequest)
    components = (client.describe_image_components, models.DescribeImageComponentsRequest)
    executions = (
        client.describe_image_pipeline_executions,
        models.DescribeImagePipelineExecutionsRequest,
    )
    return [
        refused_pipeline(system_disk_size=10),
        refused_pipeline(name="a"),
        refused_pipeline(base_image_type="DISK"),
        refused_pipeline(base_image="m-notfound"),
        refused_pipeline(v_switch_id="vsw-notfound"),
        refused_pipeline(tag=twice),
        refused_pipeline(to_region_id=["cn-beijing"] * 21),
        refused_pipeline(repair_item=["fstab"]),
        refused_pipeline(build_content="RUN a\n" * 128),
        refused_pipeline(base_image_type="OSS"),
        refused_pipeline(base_image_type="OSS", import_image_options=import_options(ossobject="a")),
        refused_pipeline(client_token="a-token"),
        refused_component(name="tools", component_version="1.0.0", content="RUN a"),
        refused_component(content="RUN a", component_version="1"),
        refused_component(),
        refusal(*start, image_pipeline_id=with_execution),
        refusal(*delete_pipeline, image_pipeline_id=with_execution),
        refusal(*delete_pipeline, image_pipeline_id="ip-none"),
        refusal(*cancel, execution_id="exec-none"),
        refusal(*delete_component, image_component_id="ic-none"),
        refusal(*pipelines, next_token="none"),
        refusal(*components, owner="self"),
        refusal(*executions),
        refused_tags(*tagging, tag=tag),
        refused_tags(*tagging, tag=tag, resource_type="pipeline"),
        refused_tags(*untagging, tag_key=["a"], all=True),
        refusal(client.delete_image, models.DeleteImageRequest, image_id="m-none"),
    ]


seen = {}
first = create(**full_request())
seen["sameTokenSamePipeline"] = create(**full_request()) == first
seen["described"] = pipeline(first)

which = {"region_id": REGION, "resource_type": "imagepipeline", "resource_id": [first]}
new_tags = [
    models.TagResourcesRequestTag(key="env", value="live"),
    models.TagResourcesRequestTag(key="team", value="a"),
]
client.tag_resources(models.TagResourcesRequest(tag=new_tags, **which))
seen["tagsAfterTagging"] = tags(first)
client.untag_resources(models.UntagResourcesRequest(tag_key=["env"], **which))
seen["tagsAfterUntagging"] = tags(first)

others = [create(), create()]
seen["pages"] = pages()
seen["refusals"] = refusals(with_execution=others[0])
for pipeline_id in [first, others[1]]:
    delete(pipeline_id)
seen["leftAfterDeleting"] = describe()["TotalCount"]
print(json.dumps(seen))
