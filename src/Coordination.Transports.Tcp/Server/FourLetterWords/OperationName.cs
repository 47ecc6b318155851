using Coordination.Requests;

namespace Coordination.Transports.Tcp.Server.FourLetterWords;

/// <summary>What ZooKeeper calls the last operation of a connection (<c>FinalRequestProcessor</c>).</summary>
internal static class OperationName
{
    public static string Of(OpCode? op) => op switch
    {
        null => "NA",
        OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl => "CREA",
        OpCode.Delete => "DELE",
        OpCode.SetData => "SETD",
        OpCode.GetData => "GETD",
        OpCode.Exists => "EXIS",
        OpCode.GetChildren or OpCode.GetChildren2 => "GETC",
        OpCode.GetAcl => "GETA",
        OpCode.SetAcl => "SETA",
        OpCode.Sync => "SYNC",
        OpCode.Ping => "PING",
        OpCode.Check => "CHEC",
        OpCode.Multi => "MULT",
        OpCode.MultiRead => "MLTR",
        OpCode.SetWatches => "SETW",
        OpCode.SetWatches2 => "STW2",
        OpCode.AddWatch => "ADDW",
        OpCode.CheckWatches => "CHKW",
        OpCode.RemoveWatches => "REMW",
        OpCode.GetEphemerals => "GETE",
        OpCode.GetAllChildrenNumber => "GETACN",
        OpCode.WhoAmI => "HOMI",
        OpCode.Reconfig => "RECO",
        OpCode.CloseSession => "CLOS",
        OpCode.Auth => "AUTH",
        OpCode.Sasl => "SASL",
        _ => "NA",
    };
}
