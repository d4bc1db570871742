package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// The exit code with which @pulumi/pulumi/cmd/run says that it has already told the user what is wrong.
const exitCodeAlreadyReported = 32

// Run starts the program and waits for it. A program that fails is an answer, not an error of the call: the engine then
// knows that it must not treat missing registrations as deletions.
func (host *languageHost) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	runner, err := findRunner(request)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	environment, err := programEnvironment(request)
	if err != nil {
		return nil, err
	}

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(host.lifetime, cancel)()

	command := exec.CommandContext(ctx, host.node, host.programArguments(runner, request)...)
	command.Dir = request.GetPwd()
	command.Env = append(os.Environ(), environment...)
	command.Stdout = os.Stdout
	command.Stderr = os.Stderr
	err = command.Run()

	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case errors.As(err, &exit) && exit.ExitCode() == exitCodeAlreadyReported:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case errors.As(err, &exit) && exit.ExitCode() >= 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program exited with non-zero exit code: %d", exit.ExitCode())}, nil
	case errors.As(err, &exit):
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program was stopped: %v", exit)}, nil
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program could not be started: %v", err)}, nil
	}
}

func (host *languageHost) programArguments(runner string, request *pulumirpc.RunRequest) []string {
	arguments := strings.Fields(stringOption(request.GetInfo(), "nodeargs"))
	arguments = append(arguments, runner)
	for _, option := range []struct{ name, value string }{
		{"monitor", request.GetMonitorAddress()},
		{"engine", host.engineAddress},
		{"organization", request.GetOrganization()},
		{"project", request.GetProject()},
		{"root-directory", request.GetInfo().GetRootDirectory()},
		{"stack", request.GetStack()},
		{"pwd", request.GetPwd()},
		{"parallel", strconv.Itoa(int(request.GetParallel()))},
		{"tracing", host.tracing},
	} {
		if option.value != "" {
			arguments = append(arguments, "--"+option.name, option.value)
		}
	}
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	entryPoint := request.GetInfo().GetEntryPoint()
	if entryPoint == "" {
		entryPoint = "."
	}
	return append(append(arguments, entryPoint), request.GetArgs()...)
}

// programEnvironment holds what @pulumi/pulumi reads from the environment. Configuration goes this way, and not through
// arguments, because arguments can be seen by every user of the machine.
func programEnvironment(request *pulumirpc.RunRequest) ([]string, error) {
	config := request.GetConfig()
	if config == nil {
		config = map[string]string{}
	}
	configText, err := json.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("configuration cannot be written as JSON: %w", err)
	}
	secretKeys := request.GetConfigSecretKeys()
	if secretKeys == nil {
		secretKeys = []string{}
	}
	secretKeysText, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, fmt.Errorf("names of secret configuration cannot be written as JSON: %w", err)
	}
	return []string{
		"PULUMI_CONFIG=" + string(configText),
		"PULUMI_CONFIG_SECRET_KEYS=" + string(secretKeysText),
		"PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(boolOption(request.GetInfo(), "typescript", true)),
	}, nil
}

// Options are those under `runtime: options:` in Pulumi.yaml.
func stringOption(info *pulumirpc.ProgramInfo, name string) string {
	return info.GetOptions().GetFields()[name].GetStringValue()
}

func boolOption(info *pulumirpc.ProgramInfo, name string, otherwise bool) bool {
	value, found := info.GetOptions().GetFields()[name]
	if !found {
		return otherwise
	}
	return value.GetBoolValue()
}
