import * as pulumi from "@pulumi/pulumi";
import { buildContent, component, ImageComponent, ImagePipeline } from "pulumi-alicloud-image-builder";

const config = new pulumi.Config();
// IDs of public images carry a date: `pulumi config set windowsImage …`, as the console lists it in your region.
const windowsImage = config.get("windowsImage") ?? "win2022_21H2_x64_dtc_en-us_40G_alibase_20240110.vhd";

// The YAML form: Tasks one after another, with Parameters as {{name}} and what an earlier task printed as {{Task.stdout}}.
// The preview reads it: the YAML itself, that each task has a Name of its own, an Action and something to run, and
// whether each reference points at something.
const linux = new ImageComponent("linux-agent", {
  imageComponentName: "agent-linux",
  componentVersion: "1.0.0",
  content: `
Parameters:
  user:
    Type: String
    DefaultValue: agent
Tasks:
  - Name: Account
    Action: RunShellCommand
    Properties:
      commandContent: useradd --system --create-home {{user}} && id -u {{user}}
  - Name: Service
    Action: RunShellCommand
    Properties:
      commandContent: |
        printf '[Service]\\nUser={{user}}\\nExecStart=/usr/bin/sleep infinity\\n' > /etc/systemd/system/agent.service
        echo 'agent runs as {{Account.stdout}}' > /etc/agent-release
        systemctl enable agent
`,
});

// For Windows: systemType, and PowerShell.
const windows = new ImageComponent("windows-agent", {
  imageComponentName: "agent-windows",
  componentVersion: "1.0.0",
  systemType: "Windows",
  content: `
Parameters:
  folder:
    Type: String
    DefaultValue: C:\\agent
Tasks:
  - Name: Folder
    Action: RunPowerShellCommand
    Properties:
      commandContent: New-Item -ItemType Directory -Force -Path {{folder}} | Out-Null
  - Name: WebServer
    Action: RunPowerShellCommand
    Properties:
      commandContent: Install-WindowsFeature -Name Web-Server -IncludeManagementTools
`,
});

const linuxPipeline = new ImagePipeline("linux", {
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: buildContent(component(linux)),
});

const windowsPipeline = new ImagePipeline("windows", {
  baseImageType: "IMAGE",
  baseImage: windowsImage,
  // One of another stack: component("acs:ecs:<region>:<account>:imagecomponent/agent-windows/1.0.0"), or its ID.
  buildContent: buildContent(component(windows)),
});

export const imagePipelineIds = [linuxPipeline.imagePipelineId, windowsPipeline.imagePipelineId];
export const componentArns = { linux: linux.arn, windows: windows.arn };
