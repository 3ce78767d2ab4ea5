using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Tests;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Cluster;

/// <summary>Every message of every actor goes over the wire and comes back, and nothing else does.</summary>
public sealed class MessageJsonTests
{
    private static readonly Type[] Contracts = [typeof(IVenue), typeof(IAccount), typeof(IPortfolio), typeof(IMarketData), typeof(IRiskParameters), typeof(ILiquidationQueue), typeof(IUnwind)];

    [Fact]
    public void Whatever_an_actors_interface_takes_and_answers_is_carried()
    {
        var types = Contracts.SelectMany(contract => contract.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType.GetGenericArguments()[0]))
            .Where(type => type != typeof(CancellationToken) && !type.IsPrimitive)
            .Distinct().ToList();
        types.Count.ShouldBe(3 * Contracts.Length);
        types.ShouldAllBe(type => MessageJson.Carries(type));
    }

    [Fact]
    public void Commands_and_events_of_every_kind_come_back_as_they_were()
    {
        var count = 0;
        foreach (var contract in Contracts)
        {
            var tell = contract.GetMethod("Tell")!;
            var (command, change) = (tell.GetParameters()[0].ParameterType.GetGenericArguments()[0], tell.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0]);
            foreach (var body in Bodies(command)) ComesBack(Make(nameof(Commanded), command, body));
            foreach (var body in Bodies(change)) ComesBack(Make(nameof(Answered), change, body));
        }

        count.ShouldBeGreaterThan(100);

        void ComesBack(object message)
        {
            var wire = MessageJson.Write(message, message.GetType());
            var back = MessageJson.Read(wire, message.GetType());
            back.GetType().ShouldBe(message.GetType());
            MessageJson.Write(back, back.GetType()).ShouldBe(wire);
            Encoding.UTF8.GetString(wire).ShouldContain("\"type\":");
            count++;
        }
    }

    [Fact]
    public void An_exception_of_ours_travels_as_its_kind_and_what_it_says()
    {
        var problem = new FencedException("another has it", new InvalidOperationException("cause"));
        var back = MessageJson.Read(MessageJson.Write(problem, typeof(FencedException)), typeof(FencedException)).ShouldBeOfType<FencedException>();
        back.Message.ShouldBe("another has it");
        back.InnerException.ShouldBeNull();
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(Uri))]
    [InlineData(typeof(IAccount))]
    [InlineData(typeof(AnswerStatus))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ImmutableArray<AccountEvent>))]
    public void A_type_of_somebody_else_is_not_made_of_what_came_over_the_wire(Type type)
    {
        MessageJson.Carries(type).ShouldBeFalse();
        Should.Throw<JsonException>(() => MessageJson.Read("{}"u8, type));
        Should.Throw<JsonException>(() => MessageJson.Read("{}"u8, null));
    }

    // Of markets and parameters there are the approved events themselves; of all others every case is made up.
    private static IEnumerable<object> Bodies(Type family)
    {
        if (family == typeof(MarketDataEvent)) return Approved<MarketDataEvent>("Markets/market-events.jsonl");
        if (family == typeof(RiskParametersEvent)) return Approved<RiskParametersEvent>("Parameters/parameter-events.jsonl");
        if (family == typeof(MarketDataCommand)) return [new MarketDataCommand.Review(), new MarketDataCommand.RegisterSource("s1", "key", 1, "ops"), new MarketDataCommand.SetRules(MarketRules.Default, "ops")];
        if (family == typeof(RiskParametersCommand)) return [new RiskParametersCommand.Review(), new RiskParametersCommand.Establish("{}", NodeRig.Charter, "genesis")];
        return Sample.Nested(family).Where(type => !type.IsAbstract).Select(type => Sample.Of(type));
    }

    private static IEnumerable<object> Approved<T>(string file)
        where T : class =>
        File.ReadLines(Path.Combine(RiskCluster.Tests.SharedData.RepositoryRoot, "tests/RiskCluster.Core.Tests", file)).Select(line => CoreJson.Read<T>(Encoding.UTF8.GetBytes(line)));

    private static object Make(string form, Type family, object body) => typeof(MessageJsonTests).GetMethod(form, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(family).Invoke(null, [body])!;

    private static Message<T> Commanded<T>(T command)
        where T : class => new(MessageId.Keyed("venue", "17"), command, 5);

    private static Answer<T> Answered<T>(T change)
        where T : class => new(AnswerStatus.Accepted, 3, 7, [change, change]);
}
