// Alibaba Cloud ECS Image Builder (镜像构建服务) for Pulumi: machine images as code
package imagebuilder
