using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>One SQL statement with its parameters; for what LINQ cannot say.</summary>
internal sealed class Statement(DatabaseFacade database, string text)
{
    private readonly DbCommand _command = database.GetDbConnection().CreateCommand();
    private readonly StringBuilder _rows = new();
    private int _rowCount;

    /// <summary>Sets a parameter.</summary>
    public Statement Set(string name, object? value)
    {
        DbParameter parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        _command.Parameters.Add(parameter);
        return this;
    }

    /// <summary>Adds a row to the list that takes the place of <c>{rows}</c> in the text; a value may be a parameter of its own.</summary>
    public Statement Row(params object?[] values)
    {
        _rows.Append(_rowCount++ == 0 ? "(" : ", (");
        for (int i = 0; i < values.Length; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"r{_rowCount}_{i}");
            if (values[i] is Func<string, DbParameter> make)
                _command.Parameters.Add(make(name));
            else
                Set(name, values[i]);
            _rows.Append(i == 0 ? "@" : ", @").Append(name);
        }

        _rows.Append(')');
        return this;
    }

    /// <summary>Runs it; returns the number of rows changed.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        await using (_command)
        {
            await PrepareAsync(cancellation);
            return await _command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Runs it; returns what <paramref name="map"/> makes of its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(Func<DbDataReader, T> map, CancellationToken cancellation)
    {
        await using (_command)
        {
            await PrepareAsync(cancellation);
            List<T> rows = [];
            await using DbDataReader reader = await _command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                rows.Add(map(reader));
            return rows;
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        _command.CommandText = text.Replace("{rows}", _rows.ToString(), StringComparison.Ordinal);
        _command.CommandTimeout = database.GetCommandTimeout() ?? _command.CommandTimeout;
        _command.Transaction = database.CurrentTransaction?.GetDbTransaction();
        await database.OpenConnectionAsync(cancellation);
    }
}
