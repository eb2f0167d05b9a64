// A component, a pipeline and its image.
package main

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-alicloud-image-builder/sdk/go/imagebuilder"
)

func main() {
	pulumi.Run(declare)
}

func declare(ctx *pulumi.Context) error {
	// `pulumi config set maxOpenFiles 131072` changes the component. One `pulumi up` then makes the new component, a new
	// pipeline of it and a new image, and deletes the old component and pipeline when that is done. The old image stays.
	maxOpenFiles := config.New(ctx, "").GetInt("maxOpenFiles")
	if maxOpenFiles == 0 {
		maxOpenFiles = 65536
	}

	// A component: steps that the pipelines of a team share. It has no version here, so each content gets the next one.
	baseline, err := imagebuilder.NewImageComponent(ctx, "baseline", &imagebuilder.ImageComponentArgs{
		ImageComponentName: pulumi.String("go-baseline"),
		Description:        pulumi.String("What every machine of ours has in common"),
		Content: pulumi.String(strings.Join([]string{
			fmt.Sprintf("RUN echo '* - nofile %d' > /etc/security/limits.d/90-baseline.conf", maxOpenFiles),
			"RUN echo 'net.ipv4.tcp_syncookies = 1' > /etc/sysctl.d/90-baseline.conf",
		}, "\n")),
		Tags: pulumi.StringMap{"team": pulumi.String("platform")},
	})
	if err != nil {
		return err
	}

	web, err := imagebuilder.NewImagePipeline(ctx, "web", &imagebuilder.ImagePipelineArgs{
		Name:          pulumi.String("go-web"),
		BaseImageType: imagebuilder.BaseImageTypeImageFamily,
		BaseImage:     pulumi.String("acs:alibaba_cloud_linux_3_2104_lts_x64"),
		BuildContent: pulumi.Sprintf(
			"RUN yum install -y nginx && systemctl enable nginx\nCOMPONENT %s\n", baseline.ImageComponentId,
		),
		// Run on an instance of the built image: an image whose server does not answer is no success.
		TestContent: pulumi.String("RUN systemctl start nginx && curl -fsS http://127.0.0.1/"),
		ImageOptions: &imagebuilder.ImagePipelineImageOptionsArgs{
			ImageName:   pulumi.String("go-web"),
			ImageFamily: pulumi.String("go-web"),
		},
		Tags: pulumi.StringMap{"team": pulumi.String("platform")},
	})
	if err != nil {
		return err
	}

	// The build: `pulumi up` waits until there is an image. It builds a new one only when the pipeline is replaced.
	image, err := imagebuilder.NewImagePipelineExecution(ctx, "web-image", &imagebuilder.ImagePipelineExecutionArgs{
		ImagePipelineId: web.ImagePipelineId,
		RegionId:        web.RegionId,
	})
	if err != nil {
		return err
	}

	ctx.Export("imagePipelineId", web.ImagePipelineId)
	ctx.Export("componentVersion", baseline.ComponentVersion)
	ctx.Export("imageId", image.ImageId)
	return nil
}
