// Command pulumi-language-nodejs is the language host that the Pulumi engine starts for a Node.js program.
//
// The official host is not published as a Go module, so a machine that can reach a Go module proxy but not Pulumi's own
// download site has none. This one speaks the same protocol for the commands that this project needs: preview, up,
// refresh, destroy, stack and about. Installing dependencies is npm's job here, and generating code is not supported.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// How often the host asks whether the engine is still there. A killed engine cannot stop its hosts, and a host that
// outlives it would be a process left behind.
const engineCheckInterval = time.Second

func main() {
	if err := serve(); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-language-nodejs: %v\n", err)
		os.Exit(1)
	}
}

func serve() error {
	// The engine passes its own logging and tracing flags to every plugin; the logging ones are accepted and of no use
	// here. A flag set of its own, because a library of the engine has registered the same names globally.
	flags := flag.NewFlagSet("pulumi-language-nodejs", flag.ExitOnError)
	tracing := flags.String("tracing", "", "endpoint for trace data, passed on to the program")
	flags.Bool("logtostderr", false, "accepted for the engine's sake")
	flags.Bool("logflow", false, "accepted for the engine's sake")
	flags.Int("v", 0, "accepted for the engine's sake")
	if err := flags.Parse(os.Args[1:]); err != nil {
		return err
	}

	node, err := exec.LookPath("node")
	if err != nil {
		return fmt.Errorf("node is not on PATH; install Node.js 20.19 or newer: %w", err)
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	engineAddress := flags.Arg(0)
	if engineAddress != "" {
		if err := rpcutil.Healthcheck(ctx, engineAddress, engineCheckInterval, cancel); err != nil {
			return fmt.Errorf("cannot watch the engine at %s: %w", engineAddress, err)
		}
	}

	stop := make(chan bool)
	go func() {
		<-ctx.Done()
		close(stop)
	}()
	host := &languageHost{node: node, engineAddress: engineAddress, tracing: *tracing, lifetime: ctx}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stop,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
	})
	if err != nil {
		return err
	}

	// The engine reads the port from the first line of standard output.
	fmt.Printf("%d\n", handle.Port)
	return <-handle.Done
}
