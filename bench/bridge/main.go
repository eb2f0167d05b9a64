// A bridged provider for `npm run bench -- --bridge`: alicloud.ecs.EcsImagePipeline, with the calls that
// aliyun/terraform-provider-alicloud makes for it (a create reads what it created; a read is one call for each pipeline),
// on the Terraform SDK, the Pulumi bridge and Alibaba Cloud's SDK for Go, like the real one. The real
// pulumi-resource-alicloud has some 1,300 resources more, which a bridged provider reads when it starts. The build below
// gives this one as many, of the same arguments; without -ldflags it has one.
//
// Built in a folder of its own, with Go 1.24.7 or later:
//
//	mkdir /tmp/bridge && cp bench/bridge/main.go /tmp/bridge && cd /tmp/bridge && go mod init bridge
//	go mod edit -require github.com/pulumi/pulumi-terraform-bridge/v3@v3.120.0 \
//	  -replace github.com/hashicorp/terraform-plugin-sdk/v2=github.com/pulumi/terraform-plugin-sdk/v2@v2.0.0-20250923233607-7f1981c8674a
//	go mod tidy && go build -ldflags "-X main.others=1300" -o pulumi-resource-alicloud .
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

const version = "3.108.0"

// How many resources that nobody uses there are beside the one.
var others = "0"

func main() {
	provider := &schema.Provider{
		Schema: map[string]*schema.Schema{
			"region": {Type: schema.TypeString, Optional: true, DefaultFunc: schema.EnvDefaultFunc("ALICLOUD_REGION", nil)},
		},
		ResourcesMap:         map[string]*schema.Resource{"alicloud_ecs_image_pipeline": pipeline()},
		ConfigureContextFunc: configure,
	}
	names := map[string]*tfbridge.ResourceInfo{
		"alicloud_ecs_image_pipeline": {Tok: "alicloud:ecs/ecsImagePipeline:EcsImagePipeline"},
	}
	count, err := strconv.Atoi(others)
	if err != nil {
		panic(err)
	}
	for index := range count {
		name := fmt.Sprintf("alicloud_other_%d", index)
		provider.ResourcesMap[name] = pipeline()
		names[name] = &tfbridge.ResourceInfo{Tok: tokens.Type(fmt.Sprintf("alicloud:ecs/other%d:Other%d", index, index))}
	}
	tfbridge.Main("alicloud", version, tfbridge.ProviderInfo{
		P:         shim.NewProvider(provider),
		Name:      "alicloud",
		Version:   version,
		Resources: names,
	}, []byte("{}"))
}

// Arguments with one value, and the name of each in the API.
var parameters = map[string]string{
	"base_image":                 "BaseImage",
	"base_image_type":            "BaseImageType",
	"build_content":              "BuildContent",
	"delete_instance_on_failure": "DeleteInstanceOnFailure",
	"description":                "Description",
	"image_name":                 "ImageName",
	"instance_type":              "InstanceType",
	"internet_max_bandwidth_out": "InternetMaxBandwidthOut",
	"name":                       "Name",
	"resource_group_id":          "ResourceGroupId",
	"system_disk_size":           "SystemDiskSize",
	"vswitch_id":                 "VSwitchId",
}

func pipeline() *schema.Resource {
	text := func() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true, ForceNew: true} }
	answered := func(kind schema.ValueType) *schema.Schema {
		return &schema.Schema{Type: kind, Optional: true, Computed: true, ForceNew: true}
	}
	texts := func() *schema.Schema {
		return &schema.Schema{Type: schema.TypeSet, Optional: true, ForceNew: true, MaxItems: 20, Elem: text()}
	}
	return &schema.Resource{
		CreateContext: create,
		ReadContext:   read,
		DeleteContext: remove,
		Schema: map[string]*schema.Schema{
			"add_account":                texts(),
			"base_image":                 {Type: schema.TypeString, Required: true, ForceNew: true},
			"base_image_type":            {Type: schema.TypeString, Required: true, ForceNew: true},
			"build_content":              text(),
			"delete_instance_on_failure": answered(schema.TypeBool),
			"description":                text(),
			"image_name":                 text(),
			"instance_type":              text(),
			"internet_max_bandwidth_out": answered(schema.TypeInt),
			"name":                       answered(schema.TypeString),
			"resource_group_id":          answered(schema.TypeString),
			"system_disk_size":           answered(schema.TypeInt),
			"tags":                       {Type: schema.TypeMap, Optional: true, ForceNew: true, Elem: text()},
			"to_region_id":               texts(),
			"vswitch_id":                 text(),
		},
	}
}

func create(ctx context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	query := map[string]string{"ClientToken": uuid.NewString()}
	for key, name := range parameters {
		if value, ok := d.GetOk(key); ok {
			query[name] = fmt.Sprint(value)
		}
	}
	index := 0
	for key, value := range d.Get("tags").(map[string]any) {
		index++
		query[fmt.Sprintf("Tag.%d.Key", index)] = key
		query[fmt.Sprintf("Tag.%d.Value", index)] = fmt.Sprint(value)
	}
	for key, name := range map[string]string{"add_account": "AddAccount", "to_region_id": "ToRegionId"} {
		for index, value := range d.Get(key).(*schema.Set).List() {
			query[fmt.Sprintf("%s.%d", name, index+1)] = value.(string)
		}
	}
	answer, err := meta.(*caller).call("CreateImagePipeline", query)
	if err != nil {
		return diag.FromErr(err)
	}
	d.SetId(fmt.Sprint(answer["ImagePipelineId"]))
	return read(ctx, d, meta)
}

func read(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	answer, err := meta.(*caller).call("DescribeImagePipelines", map[string]string{"ImagePipelineId.1": d.Id()})
	if err != nil {
		return diag.FromErr(err)
	}
	found := items(answer["ImagePipeline"], "ImagePipelineSet")
	if len(found) == 0 {
		d.SetId("")
		return nil
	}
	values := map[string]any{}
	object := found[0].(map[string]any)
	for key, name := range parameters {
		if key != "build_content" {
			values[key] = object[name]
		}
	}
	for _, key := range []string{"internet_max_bandwidth_out", "system_disk_size"} {
		values[key], _ = strconv.Atoi(fmt.Sprint(values[key]))
		if values[key] == 0 {
			delete(values, key)
		}
	}
	tags := map[string]any{}
	for _, each := range items(object["Tags"], "Tag") {
		tag := each.(map[string]any)
		tags[fmt.Sprint(tag["TagKey"])] = tag["TagValue"]
	}
	values["tags"] = tags
	values["add_account"] = items(object["AddAccounts"], "AddAccount")
	values["to_region_id"] = items(object["ToRegionIds"], "ToRegionId")
	for key, value := range values {
		if err := d.Set(key, value); err != nil {
			return diag.FromErr(err)
		}
	}
	return nil
}

func remove(_ context.Context, d *schema.ResourceData, meta any) diag.Diagnostics {
	_, err := meta.(*caller).call("DeleteImagePipeline", map[string]string{"ImagePipelineId": d.Id()})
	return diag.FromErr(err)
}

func items(list any, key string) []any {
	object, _ := list.(map[string]any)
	found, _ := object[key].([]any)
	return found
}

type caller struct {
	client *openapi.Client
	region string
}

func configure(_ context.Context, d *schema.ResourceData) (any, diag.Diagnostics) {
	region := d.Get("region").(string)
	client, err := openapi.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALICLOUD_ACCESS_KEY")),
		AccessKeySecret: tea.String(os.Getenv("ALICLOUD_SECRET_KEY")),
		RegionId:        tea.String(region),
		Endpoint:        tea.String(strings.TrimPrefix(os.Getenv("ALIBABA_CLOUD_ENDPOINT_ECS"), "http://")),
		Protocol:        tea.String("HTTP"),
	})
	return &caller{client, region}, diag.FromErr(err)
}

func (c *caller) call(action string, query map[string]string) (map[string]any, error) {
	values := map[string]*string{"RegionId": &c.region}
	for name, value := range query {
		values[name] = tea.String(value)
	}
	answer, err := c.client.CallApi(&openapi.Params{
		Action:      &action,
		Version:     tea.String("2014-05-26"),
		Protocol:    tea.String("HTTP"),
		Pathname:    tea.String("/"),
		Method:      tea.String("POST"),
		AuthType:    tea.String("AK"),
		Style:       tea.String("RPC"),
		ReqBodyType: tea.String("formData"),
		BodyType:    tea.String("json"),
	}, &openapi.OpenApiRequest{Query: values}, &util.RuntimeOptions{})
	if err != nil {
		return nil, err
	}
	body, _ := answer["body"].(map[string]any)
	return body, nil
}
