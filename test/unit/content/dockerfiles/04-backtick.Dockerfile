# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN New-Item -ItemType Directory C:\app ; `
    Set-Content C:\app\hello.txt 'hello'
WORKDIR C:\app
CMD ["powershell", "Get-Content", "hello.txt"]
#=
# 2 FROM replace
# 3 SHELL replace
# 4 RUN taken
# 6 WORKDIR taken
# 7 CMD taken
