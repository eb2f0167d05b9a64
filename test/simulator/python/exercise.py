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


def refusal():
    try:
        create(system_disk_size=10)
    except Exception as error:
        return {"code": error.code, "statusCode": error.status_code}
    return None


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
seen["refusal"] = refusal()
for pipeline_id in [first, *others]:
    delete(pipeline_id)
seen["leftAfterDeleting"] = describe()["TotalCount"]
print(json.dumps(seen))
