# shellcheck shell=bash
# How the .NET runtime is set for the application, here as in the Dockerfile. Sourced by whatever starts it.

# The young generation: by itself the runtime gives it 16 MB (with 32 MB of cache), and the requests in flight, which wait
# for the disk together, outlive that and are copied. With 64 MB a claim costs less (docs/performance.md).
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x4000000}
