namespace Orleans.Runtime;

/// <summary>Something that the actors' host, not a grain, has to say.</summary>
public class OrleansException : Exception
{
    /// <summary>With the reason in words.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason in words and the exception behind it.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A call was not taken: its grain kept deactivating before the call could run.</summary>
/// <param name="message">The reason in words.</param>
public class OrleansMessageRejectionException(string message) : OrleansException(message);

/// <summary>A call was not taken: the host is stopping or not started.</summary>
/// <param name="message">The reason in words.</param>
public class SiloUnavailableException(string message) : OrleansMessageRejectionException(message);
