using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// The keys of ASP.NET's data protection, which comes with its authentication and would keep them in the home folder. Nothing that has to outlive
/// the process is protected by them.
/// </summary>
internal sealed class KeyRingInMemory : IXmlRepository
{
    private readonly Lock _lock = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock)
            return [.. _keys];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_lock)
            _keys.Add(element);
    }
}
