@echo off
node "%~dp0host.cjs" %*
