using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime
{
    /// <summary>One activation of a grain, as seen from inside.</summary>
    public interface IGrainContext
    {
        /// <summary>The grain's object; null until it is constructed.</summary>
        object? GrainInstance { get; }

        /// <summary>The services of this activation: its own scope, disposed with it.</summary>
        IServiceProvider ActivationServices { get; }

        /// <summary>Ends the activation once its running calls are done.</summary>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }

    /// <summary>A timer that belongs to an activation and ends with it.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Counts anew: next tick after <paramref name="dueTime"/>, then every <paramref name="period"/>.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>When a grain timer ticks, and how its ticks stand beside calls. A tick never overlaps itself.</summary>
    public readonly struct GrainTimerCreationOptions()
    {
        /// <summary>A timer due after <paramref name="dueTime"/> and then every <paramref name="period"/>.</summary>
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none until changed.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether ticks may run between the turns of calls. No by default.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether a tick counts as use and so keeps the activation. No by default.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    /// <summary>Why an activation ends. For information only.</summary>
    public readonly struct DeactivationReason
    {
        /// <summary>A reason without an exception.</summary>
        public DeactivationReason(DeactivationReasonCode code, string text)
            : this(code, null, text)
        {
        }

        /// <summary>A reason that is an exception.</summary>
        public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
        {
            ReasonCode = code;
            Exception = exception;
            Description = text;
        }

        /// <summary>The reason in words.</summary>
        public string Description { get; }

        /// <summary>The kind of reason.</summary>
        public DeactivationReasonCode ReasonCode { get; }

        /// <summary>The exception that led to it, if one did.</summary>
        public Exception? Exception { get; }

        /// <inheritdoc />
        public override string ToString() => Exception is null
            ? $"{ReasonCode}: {Description}"
            : $"{ReasonCode}: {Description}. Exception: {Exception}";
    }

    /// <summary>The kinds of reason that occur in one process.</summary>
    public enum DeactivationReasonCode : byte
    {
        /// <summary>None given.</summary>
        None = 0,

        /// <summary>The process stops.</summary>
        ShuttingDown = 1,

        /// <summary>The constructor or OnActivateAsync threw.</summary>
        ActivationFailed = 2,

        /// <summary>Nobody called for the collection age.</summary>
        ActivationIdle = 4,

        /// <summary>The grain asked for it.</summary>
        ApplicationRequested = 9,
    }
}
