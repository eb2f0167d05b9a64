// Beside examples/go/main.go in a copy of that folder: runs its program as an inline program of the Automation API, which
// needs no language host.
package main

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

func TestLife(t *testing.T) {
	ctx := context.Background()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	project := workspace.Project{
		Name:    tokens.PackageName("image-builder-go"),
		Runtime: workspace.NewProjectRuntimeInfo("go", nil),
		Plugins: &workspace.Plugins{Providers: []workspace.PluginOptions{{
			Name: "alicloud-image-builder",
			Path: "node_modules/pulumi-alicloud-image-builder/plugin",
		}}},
	}
	stack, err := auto.UpsertStackInlineSource(
		ctx, "test", "image-builder-go", declare, auto.Project(project), auto.WorkDir(folder),
	)
	if err != nil {
		t.Fatal(err)
	}
	up, err := stack.Up(ctx, optup.SuppressProgress())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stack.Preview(ctx, optpreview.ExpectNoChanges()); err != nil {
		t.Fatal(err)
	}
	outputs := map[string]any{}
	for name, output := range up.Outputs {
		outputs[name] = output.Value
	}
	text, err := json.Marshal(outputs)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("outputs.json", text, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := stack.Destroy(ctx, optdestroy.SuppressProgress()); err != nil {
		t.Fatal(err)
	}
}
